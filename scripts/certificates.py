"""Certificates for local servers: an authority, a server and a client, made by openssl once."""

import subprocess

EXTENSIONS = {
    "server": "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n",
    "client": "extendedKeyUsage=clientAuth\n",
}


def make_certificates(folder):
    """Writes ca.pem and NAME.pem, NAME.key for server and client, valid for ten years."""
    if (folder / "client.pem").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-keyout", "ca.key",
            "-out", "ca.pem", "-subj", "/CN=vecferry local authority")
    for name, extension in EXTENSIONS.items():
        (folder / f"{name}.ext").write_text(extension)
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key",
                "-out", f"{name}.csr", "-subj", f"/CN={name}")
        openssl("x509", "-req", "-days", "3650", "-in", f"{name}.csr", "-CA", "ca.pem",
                "-CAkey", "ca.key", "-CAcreateserial", "-extfile", f"{name}.ext",
                "-out", f"{name}.pem")
