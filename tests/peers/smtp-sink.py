#!/usr/bin/python3
"""A real SMTP server on 127.0.0.1 that keeps what it accepts, for tests.

Every accepted message becomes FOLDER/000001.eml and so on: a first line "FROM TO", then the bytes as
they came (CRLF, dots unstuffed). The port is written to the port file; after that standard output is
closed, so that a parent that holds a pipe knows when to start. It runs until SIGTERM.
Exit status 77: python3-aiosmtpd is not installed.
"""

import argparse
import asyncio
import logging
import os
import signal
import ssl
import sys

try:
    from aiosmtpd.smtp import AuthResult, LoginPassword, SMTP
except ImportError:
    sys.exit(77)


def write_whole(path, data):
    """Under another name first: nobody ever sees half a file."""
    with open(path + ".part", "wb") as file:
        file.write(data)
    os.rename(path + ".part", path)


class Keeper:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        head = "%s %s\n" % (envelope.mail_from, ",".join(envelope.rcpt_tos))
        name = os.path.join(self.folder, "%06d.eml" % self.count)
        write_whole(name, head.encode() + envelope.original_content)
        return "250 2.0.0 kept as %06d" % self.count


def login_checker(user, password):
    wanted = LoginPassword(user.encode(), password.encode())

    def check(server, session, envelope, mechanism, given):
        return AuthResult(success=given == wanted, handled=False)

    return check


def make_protocol(options, keeper):
    context = None
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate)
    checker = None
    if options.login:
        checker = login_checker(*options.login.split(":", 1))
    return SMTP(
        keeper,
        hostname="sink.test",
        tls_context=context,
        require_starttls=context is not None,
        authenticator=checker,
        auth_required=checker is not None,
    )


async def serve(options):
    keeper = Keeper(options.folder)
    loop = asyncio.get_running_loop()
    over = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, over.set)
    server = await loop.create_server(lambda: make_protocol(options, keeper), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    write_whole(options.port_file, b"%d\n" % port)
    os.close(1)
    await over.wait()
    server.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port-file", required=True)
    parser.add_argument("--folder", required=True, help="where the messages go")
    parser.add_argument("--certificate", help="key and certificate: STARTTLS is then required")
    parser.add_argument("--login", metavar="USER:PASSWORD", help="a login is then required")
    logging.disable(logging.WARNING)
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
