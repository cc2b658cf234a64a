#!/bin/sh
# Makes certificates for the tests of STARTTLS in the folder given: a certificate authority (ca.pem),
# and key and certificate in one file for: good (localhost), other (another name), shop and provider
# (a configured name and what it may resolve to), expired, and self (signed by nobody else).
set -eu
cd "$1"

key() { openssl ecparam -genkey -name prime256v1 -noout -out "$1.key" 2>/dev/null; }

# certify NAME HOST DAYS
certify() {
    key "$1"
    openssl req -new -key "$1.key" -subj "/CN=$2" -out "$1.request"
    echo "subjectAltName=DNS:$2" >"$1.extension"
    openssl x509 -req -in "$1.request" -CA ca.pem -CAkey ca.key -CAcreateserial -days "$3" \
        -extfile "$1.extension" -out "$1.crt" 2>/dev/null
    cat "$1.key" "$1.crt" >"$1.pem"
}

key ca
openssl req -x509 -new -key ca.key -subj "/CN=courtesy test authority" -days 2 -out ca.pem
certify good localhost 2
certify other other.test 2
certify shop smtp.goodshop.test 2
certify provider host7.provider.test 2
certify expired localhost -1
key self
openssl req -x509 -new -key self.key -subj "/CN=localhost" \
    -addext "subjectAltName=DNS:localhost" -days 2 -out self.crt
cat self.key self.crt >self.pem
