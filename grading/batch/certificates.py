"""The command `python -m grading certificates`: who may join a Dask cluster, as what.

One authority, made for this cluster, signs a certificate for each part and is then forgotten: no
further certificate can be made, by nobody.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from traitlets import Integer
from traitlets.config import Application

# Files of each part's folder: the authority's certificate, its own, and its key.
CA, CERTIFICATE, KEY = "ca.pem", "certificate.pem", "key.pem"
SERVER, CLIENT = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH
# The grader only asks: with its certificate nobody can stand in for a scheduler or a worker.
PARTS = {"scheduler": [SERVER, CLIENT], "worker": [SERVER, CLIENT], "grader": [CLIENT]}


def write_certificates(folder: Path, days: int) -> list[Path]:
    """Write a folder for each part of a cluster, and return them.

    Only their owner can read them. Raises FileExistsError if folder exists and is not empty, and
    OSError if it cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty: name a new folder, or remove it")
    authority = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "grading cluster")])
    ca = (
        _begun(name, name, authority.public_key(), authority, days)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(authority, hashes.SHA256())
    )
    made = []
    for part, uses in PARTS.items():
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, part)])
        certificate = (
            _begun(subject, name, key.public_key(), authority, days)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(digital_signature=True), critical=True)
            .add_extension(x509.ExtendedKeyUsage(uses), critical=False)
            .sign(authority, hashes.SHA256())
        )
        made.append(folder / part)
        made[-1].mkdir(mode=0o700)
        _write(made[-1] / CA, ca.public_bytes(Encoding.PEM))
        _write(made[-1] / CERTIFICATE, certificate.public_bytes(Encoding.PEM))
        _write(made[-1] / KEY, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return made


def _begun(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    authority: ec.EllipticCurvePrivateKey,
    days: int,
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))  # clocks of several machines differ
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(identifier, critical=False)
    )


def _usage(**allowed: bool) -> x509.KeyUsage:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**(dict.fromkeys(names, False) | allowed))


def _write(path: Path, text: bytes) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text)


class CertificatesApp(Application):
    """`python -m grading certificates FOLDER`."""

    name = "grading-certificates"
    description = "Make certificates for a Dask cluster: scheduler, workers and grader"
    examples = """
        python -m grading certificates certificates
        python -m grading certificates certificates --days=150
        """
    aliases = {"days": "CertificatesApp.days"}  # noqa: RUF012

    days = Integer(365, min=1, max=3650, help="Days that the certificates are valid.").tag(
        config=True
    )

    def start(self) -> None:
        """Write them, and say where. Exits with 1 and words if that cannot be."""
        if len(self.extra_args) != 1:
            self.fail("Name one folder: python -m grading certificates FOLDER")
        try:
            made = write_certificates(Path(self.extra_args[0]), self.days)
        except OSError as error:
            self.fail(f"No certificates were made: {error}")
        print(f"Valid for {self.days} days; each folder goes to its part of the cluster alone:")
        for folder in made:
            print(f"  {folder}")

    def fail(self, words: str) -> None:
        """Exit with 1."""
        self.log.critical("%s", words)
        self.exit(1)
