"""nbgrader for graders: only the courses whose group they are in."""

c = get_config()  # type: ignore[name-defined]  # noqa: F821

c.Authenticator.plugin_class = "nbgrader.auth.JupyterHubAuthPlugin"
