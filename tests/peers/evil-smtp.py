#!/usr/bin/python3
"""SMTP servers that misbehave as they are told, for tests.

Each SCRIPT gets a port of its own on 127.0.0.1; the port file lists them in order, one a line. After
that standard output is closed, so that a parent that holds a pipe knows when to start. What a client
sends to script number i (from 0) is kept in LOG/i.log. It runs until SIGTERM.

A script is a list of "STAGE ACTION" with ";" between them. Stages: greeting ehlo helo starttls auth
mail rcpt data dot rset quit; "mail#3" is only the third MAIL of a connection. What a script does not
name is answered as a good server would. Actions:

  TEXT          is sent as it is, with "|" for each line end and one at the end; what follows " & "
                is another action, done after it
  half TEXT     the same without the last line end
  long TEXT     one line: TEXT, 3 kB of nothing much, and "250 ok" where a reader that cuts lines
                at 1,023 octets would begin another
  close, reset  the end of the connection, with FIN or with RST
  silence       nothing more, until the client leaves
  early         an answer as soon as something has come, and a pause before more is read
  leave         the end of the connection as soon as something has come
  drip          half an answer, a byte every 100 ms, for ever
  endless       an answer that never stops going on

And for the whole script: "extensions A B" (offered in EHLO), "tls NAME" or "tls NAME VERSION"
(STARTTLS with CERTIFICATES/NAME.pem), "login" (offers AUTH PLAIN LOGIN inside TLS), "blackhole"
(a port where connect() hangs).
"""

import argparse
import os
import selectors
import signal
import socket
import ssl
import struct
import sys
import threading
import time

GOOD = {
    "greeting": "220 evil.test ESMTP",
    "starttls": "220 2.0.0 go ahead",
    "auth": "235 2.7.0 welcome",
    "mail": "250 2.1.0 ok",
    "rcpt": "250 2.1.5 ok",
    "data": "354 go on",
    "dot": "250 2.0.0 queued",
    "rset": "250 2.0.0 ok",
    "quit": "221 2.0.0 bye",
    "helo": "250 evil.test",
}
OPTIONS = ("extensions", "tls", "login", "blackhole")


class Gone(Exception):
    """The connection is over."""


class Script:
    def __init__(self, text):
        self.actions = {}
        self.options = {}
        for part in filter(None, (part.strip() for part in text.split(";"))):
            word, _, rest = part.partition(" ")
            (self.options if word in OPTIONS else self.actions)[word] = rest


class Connection:
    def __init__(self, script, sock, log, certificates):
        self.script, self.sock, self.log, self.certificates = script, sock, log, certificates
        self.buffer = b""
        self.secure = False
        self.seen = {}

    # --- bytes

    def note(self, data):
        self.log.write(data)
        self.log.flush()

    def send(self, data):
        try:
            self.sock.sendall(data)
        except OSError:
            raise Gone from None

    def receive(self):
        try:
            data = self.sock.recv(65536)
        except OSError:
            raise Gone from None
        if not data:
            raise Gone
        self.buffer += data

    def line(self):
        while b"\n" not in self.buffer:
            self.receive()
        line, _, self.buffer = self.buffer.partition(b"\n")
        self.note(line + b"\n")
        return line.rstrip(b"\r").decode("latin-1")

    # --- actions

    def act(self, action):
        """Does one action; returns the code that was said last, or 0."""
        word, _, rest = action.partition(" ")
        if word == "close":
            raise Gone
        if word == "reset":
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            raise Gone
        if word == "silence":
            while True:
                self.receive()
        if word in ("early", "leave"):
            while not self.buffer:
                self.receive()
            if word == "leave":
                raise Gone
            self.send(b"250 2.0.0 early\r\n")
            time.sleep(0.2)
            return 250
        if word == "drip":
            while True:
                self.send(b"2")
                time.sleep(0.1)
        if word == "endless":
            while True:
                self.send(b"250-and another line\r\n")
                time.sleep(0.01)
        if word == "long":
            self.send(rest.encode().ljust(1023, b"x") + b"250 ok ".ljust(2000, b"x") + b"\r\n")
            return int(rest[:3])
        if word == "half":
            self.send(rest.replace("|", "\r\n").encode())
            raise Gone
        text, _, after = action.partition(" & ")
        self.send(text.replace("|", "\r\n").encode() + b"\r\n")
        if after:
            self.act(after)
        last = text.rpartition("|")[2]
        return int(last[:3]) if last[:3].isdigit() else 0

    def stage(self, name):
        self.seen[name] = self.seen.get(name, 0) + 1
        actions = self.script.actions
        numbered = "%s#%d" % (name, self.seen[name])
        action = actions.get(numbered, actions.get(name, GOOD.get(name)))
        return self.act(action)

    # --- the protocol

    def ehlo(self):
        if any(name.partition("#")[0] == "ehlo" for name in self.script.actions):
            self.stage("ehlo")
            return
        offers = self.script.options.get("extensions", "ENHANCEDSTATUSCODES").split()
        if "tls" in self.script.options and not self.secure:
            offers.append("STARTTLS")
        if "login" in self.script.options and self.secure:
            offers.append("AUTH PLAIN LOGIN")
        lines = ["evil.test"] + offers
        self.act("|".join("250-" + line for line in lines[:-1]) + "|250 " + lines[-1])

    def starttls(self):
        if self.stage("starttls") // 100 != 2:
            return
        name, _, version = self.script.options.get("tls", "good").partition(" ")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(self.certificates, name + ".pem"))
        if version:
            context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
        context.sni_callback = lambda _, host, __: self.note(b"*** SNI %s\n" % str(host).encode())
        try:
            self.sock = context.wrap_socket(self.sock, True, do_handshake_on_connect=False)
            self.sock.do_handshake()
        except (OSError, ValueError):
            raise Gone from None
        self.note(b"*** TLS\n")
        self.buffer = b""
        self.secure = True

    def auth(self, line):
        words = line.split()
        if "auth" not in self.script.actions and words[1].upper() == "LOGIN":
            if len(words) == 2:
                self.act("334 VXNlcm5hbWU6")
                self.line()
            self.act("334 UGFzc3dvcmQ6")
            self.line()
        self.stage("auth")

    def body(self):
        """Reads to the dot, strictly by CRLF."""
        while not (self.buffer.startswith(b".\r\n") or b"\r\n.\r\n" in self.buffer):
            self.receive()
        if self.buffer.startswith(b".\r\n"):
            message, self.buffer = b"", self.buffer[3:]
        else:
            message, _, self.buffer = self.buffer.partition(b"\r\n.\r\n")
        self.note(b"*** message of %d octets\n" % len(message))
        self.stage("dot")

    def command(self, line):
        verb = line.split(" ")[0].lower()
        if verb == "ehlo":
            self.ehlo()
        elif verb == "starttls":
            self.starttls()
        elif verb == "auth":
            self.auth(line)
        elif verb == "data":
            if self.stage("data") == 354:
                self.body()
        elif verb == "quit":
            self.stage("quit")
            raise Gone
        elif verb in GOOD:
            self.stage(verb)
        else:
            self.act("500 5.5.2 what?")

    def run(self):
        self.note(b"*** connection\n")
        try:
            self.stage("greeting")
            while True:
                self.command(self.line())
        except Gone:
            pass
        finally:
            self.sock.close()
            self.log.close()


def blackhole(listener):
    """Fills the queue of connections, which nobody accepts."""
    listener.listen(0)
    fillers = []
    for _ in range(4):
        filler = socket.socket()
        filler.setblocking(False)
        filler.connect_ex(listener.getsockname())
        fillers.append(filler)
    return fillers


def listen():
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(16)
    return listener


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port-file", required=True)
    parser.add_argument("--log", required=True, help="a folder")
    parser.add_argument("--certificates", help="a folder, see certificates.sh")
    parser.add_argument("scripts", nargs="+", metavar="SCRIPT")
    options = parser.parse_args()

    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    selector = selectors.DefaultSelector()
    kept, ports = [], []
    for number, text in enumerate(options.scripts):
        script = Script(text)
        listener = listen()
        ports.append(listener.getsockname()[1])
        kept.append(listener)
        if "blackhole" in script.options:
            kept.append(blackhole(listener))
        else:
            selector.register(listener, selectors.EVENT_READ, (number, script))
    with open(options.port_file + ".part", "w") as file:
        file.writelines("%d\n" % port for port in ports)
    os.rename(options.port_file + ".part", options.port_file)
    sys.stdout.flush()
    os.close(1)
    while True:
        for key, _ in selector.select():
            number, script = key.data
            sock, _ = key.fileobj.accept()
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            log = open(os.path.join(options.log, "%d.log" % number), "ab")
            connection = Connection(script, sock, log, options.certificates)
            threading.Thread(target=connection.run, daemon=True).start()


if __name__ == "__main__":
    main()
