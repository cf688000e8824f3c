/* Digests, of OpenSSL's libcrypto: no TLS. */
#pragma once
#include <openssl/evp.h>
