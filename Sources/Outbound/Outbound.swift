// Outbound is the only room that calls other people's services. It stands on libcurl.
//
//   HTTPClient          one request, one answer: pooled, timed, capped, and sent again if need be
//   ServiceRequest      what is asked, and what came back
//   Address             which addresses may be called at all
//   Secret              a key that no description, error or log shows
//   Retries/            when to try again, how often, how long to wait: plain values, no clocks
//   Curl/               the thread on which libcurl works
//   Language/           chat completions and embeddings, in OpenAI's form and in Azure's
//
// Redirects are not followed: a service that moved is a setting that is wrong. Certificates are
// always verified. A key never travels in the clear, except to this machine.
