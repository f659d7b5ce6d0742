"""What deploy/kubernetes says, against Kubernetes's and the chart's schemas, without a cluster."""

import json
from types import SimpleNamespace

import jsonschema
import pytest
import yaml
from traitlets.config import Config

from answers.answer_runner import ROOT

FOLDER = ROOT / "deploy" / "kubernetes"
MANIFESTS = [
    document
    for name in ("dask.yaml", "volumes.yaml")
    for document in yaml.safe_load_all((FOLDER / name).read_text())
]
VALUES = yaml.safe_load((FOLDER / "jupyterhub.yaml").read_text())
SCHEMA = json.loads((ROOT / "tests" / "kubernetes" / "values.schema.json").read_text())
NAMES = [f"{document['kind']}-{document['metadata']['name']}" for document in MANIFESTS]


@pytest.mark.parametrize("document", MANIFESTS, ids=NAMES)
@pytest.mark.parametrize("version", ["1.32", "1.37"])
def test_manifests_are_what_kubernetes_knows(document, version):
    """The oldest Kubernetes that the chart runs on, and the newest that there are schemas of."""
    kubernetes_validate = pytest.importorskip("kubernetes_validate")
    kubernetes_validate.validate(document, version, strict=True)
    name = next(iter(document["spec"]))
    wrong = document | {"spec": document["spec"] | {name: [{"no": "such"}], "unheard": 1}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, version, strict=True)


def pods():
    """The specification of every pod."""
    deployments = [document for document in MANIFESTS if document["kind"] == "Deployment"]
    assert len(deployments) == 2
    return [deployment["spec"]["template"]["spec"] for deployment in deployments]


@pytest.mark.parametrize("pod", pods(), ids=["scheduler", "worker"])
def test_pods_are_restricted_and_read_only(pod):
    """By Kubernetes' Pod Security Standards, restricted, and a little more."""
    context = pod["securityContext"]
    assert context["runAsNonRoot"] is True
    assert context["runAsUser"] == 1000
    assert context["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    assert not {"hostNetwork", "hostPID", "hostIPC", "initContainers"} & set(pod)
    assert {next(key for key in volume if key != "name") for volume in pod["volumes"]} == {
        "secret", "emptyDir",
    }  # fmt: skip
    for container in pod["containers"]:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "capabilities": {"drop": ["ALL"]},
            "readOnlyRootFilesystem": True,
        }
        assert set(container["resources"]) == {"requests", "limits"}
        assert "--protocol" in container["command"] or any(
            word.startswith("tls://") for word in container["command"]
        )


def test_values_are_what_the_chart_knows():
    validator = jsonschema.Draft7Validator(SCHEMA)
    assert [error.message for error in validator.iter_errors(VALUES)] == []
    for place in ({"singleusr": {}}, {"singleuser": {"memory": {"limits": "3G"}}}):
        assert list(validator.iter_errors(VALUES | place))


def test_the_hubs_own_code_gives_groups_their_configuration_and_users_their_ids():
    c = Config()
    c.KubeSpawner.environment = {"KEPT": "1"}
    exec(VALUES["hub"]["extraConfig"]["course"], {"c": c})

    def spawner(number, *groups):
        user = SimpleNamespace(id=number, groups=[SimpleNamespace(name=name) for name in groups])
        return SimpleNamespace(user=user)

    for trait in (c.KubeSpawner.uid, c.KubeSpawner.gid, c.KubeSpawner.fs_gid):
        students = [trait(spawner(number, "nbgrader-rnn")) for number in (1, 2)]
        assert len({*students, 1000}) == 3
        assert trait(spawner(1)) == students[0]  # in no group: never the graders' id
        assert trait(spawner(3, "formgrade-rnn")) == 1000
    assert c.KubeSpawner.environment["KEPT"] == "1"
    (graders,) = c.KubeSpawner.group_overrides.values()
    assert graders["groups"] == ["formgrade-rnn"]
    override = graders["spawner_override"]
    assert set(override["volumes"]) == set(override["volume_mounts"]) == {"course", "dask"}
    for environment, role in (
        (c.KubeSpawner.environment, "student"), (override["environment"], "course"),
    ):  # fmt: skip
        paths = environment["JUPYTER_CONFIG_PATH"].split(":")
        assert [path.rpartition("/")[2] for path in paths] == [role, "all"]
        for path in paths:
            inside = path.removeprefix("/etc/jupyterhub/")
            assert (ROOT / "deploy" / "jupyterhub" / inside).is_dir()
