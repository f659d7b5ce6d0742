"""Servers and kernels that begin warm: forked from a process that has imported what they need.

`fork.py` is that process, `spawner.py` has the hub ask it for a user's server, and `validate.py`
has *Validate* ask for a kernel. Copied to /etc/jupyterhub, they need nothing else of the
repository. Why it is safe, and when a process is started cold all the same: docs/hub.md.
"""
