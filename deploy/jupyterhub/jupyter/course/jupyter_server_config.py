"""The graders' shared server on the course folder."""

c = get_config()  # type: ignore[name-defined]  # noqa: F821

# JupyterLab shows formgrader in a frame, which JupyterHub forbids unless a page of this very
# address may. Users' own servers keep the hub's rule. See docs/hub.md on domains.
c.ServerApp.tornado_settings = {"headers": {"Content-Security-Policy": "frame-ancestors 'self'"}}
