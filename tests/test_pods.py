"""What deploy/kubernetes says of Dask, played by Podman: the worker joins over TLS."""

import copy
import time
import uuid

import pytest
import yaml

from answers.answer_runner import ROOT
from tests import containers

pytestmark = pytest.mark.depends_on(
    "deploy",
    "grading",
    "lms",
    "answers/__init__.py",
    "answers/answer_runner.py",
    "tests/containers.py",
    "pyproject.toml",
    "requirements.lock",
)

MANIFESTS = [*yaml.safe_load_all((ROOT / "deploy" / "kubernetes" / "dask.yaml").read_text())]


def test_podman_plays_the_deployments_and_the_worker_joins_over_tls(podman, tmp_path):
    certificates = containers.certificates(tmp_path / "certificates")
    deployments = [copy.deepcopy(each) for each in MANIFESTS if each["kind"] == "Deployment"]
    network = f"grading-{uuid.uuid4().hex[:8]}"
    names = {}
    for deployment in deployments:
        part = deployment["metadata"]["labels"]["part"]
        names[part] = deployment["metadata"]["name"] = f"{network}-{part}"
        deployment["spec"]["replicas"] = 1
        pod = deployment["spec"]["template"]["spec"]
        for volume in pod["volumes"]:  # Podman 4.3 does not decode secrets
            if "secret" in volume:
                assert volume.pop("secret")["secretName"] == f"dask-{part}"
                volume["hostPath"] = {"path": str(certificates / part), "type": "Directory"}
    podman("network", "create", "--internal", network)
    try:
        # Podman knows no Services: a pod is reached by its name, which differs between versions.
        for index, deployment in enumerate(deployments):
            played = tmp_path / f"{index}.yaml"
            text = yaml.safe_dump(deployment)
            played.write_text(text.replace("dask-scheduler:", f"{names.get('pod')}:"))
            podman("kube", "play", "--network", network, str(played))
            listed = podman("pod", "ps", "--format", "{{.Name}}").split()
            names.setdefault("pod", next(pod for pod in listed if pod.startswith(network)))
        (worker,) = [
            name for name in podman("ps", "--format", "{{.Names}}").split()
            if name.startswith(names["worker"])
        ]  # fmt: skip
        while "Registered to: tls://" not in (said := podman("logs", worker)):
            assert "rror" not in said, said
            time.sleep(0.5)
        how = podman("inspect", worker, "--format",
                     "{{.HostConfig.ReadonlyRootfs}} {{.EffectiveCaps}} {{.Config.User}} "
                     "{{.HostConfig.SecurityOpt}}")  # fmt: skip
        assert how.strip() == "true [] 1000:1000 [no-new-privileges]"
    finally:
        for index in range(len(deployments)):
            podman.start("podman", "kube", "play", "--down", str(tmp_path / f"{index}.yaml")).wait()
        podman.start("podman", "network", "rm", "--force", network).wait()
