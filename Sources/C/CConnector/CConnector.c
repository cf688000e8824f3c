/* The contract is a header alone, but a target needs a source: this one checks the promises. */
#include "salesrl_connector.h"

_Static_assert(offsetof(salesrl_connector, abi) == 0, "abi comes first, in every version");
_Static_assert(offsetof(salesrl_connector, size) == 4, "size comes second, in every version");
_Static_assert(offsetof(salesrl_host, abi) == 0, "abi comes first, in every version");
_Static_assert(offsetof(salesrl_host, size) == 4, "size comes second, in every version");
_Static_assert(sizeof(salesrl_connector) >= SALESRL_CONNECTOR_SIZE_1, "structs only grow");
_Static_assert(sizeof(void *) != 8 || SALESRL_CONNECTOR_SIZE_1 == 72, "ABI 1 never changes");
_Static_assert(sizeof(void *) != 8 || sizeof(salesrl_option) == 40, "entries of arrays never grow");
