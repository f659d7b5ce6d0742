"""nbgrader for students: only the courses whose group they are in."""

c = get_config()  # type: ignore[name-defined]  # noqa: F821

c.Authenticator.plugin_class = "nbgrader.auth.JupyterHubAuthPlugin"

# Seconds for a cell under Validate. The first one imports TensorFlow, on a machine that is shared.
c.Execute.timeout = 120
# Nothing is asked of the kernel after the last cell.
c.Execute.shutdown_kernel = "immediate"
