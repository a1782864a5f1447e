# Varnish before Topichub: answers are kept as long as Cache-Control says, and forgotten by tag as soon as what they show changes.
# Set in Topichub: WAGTAILFRONTENDCACHE = {"varnish": {"BACKEND": "cms.delivery.purging.VarnishBackend", "LOCATION": "http://127.0.0.1:6081"}}

vcl 4.1;

import std;

backend default {
    .host = "127.0.0.1";
    .port = "8000";
}

# Where the follower runs: nobody else may make the cache forget.
acl followers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "BAN") {
        if (client.ip !~ followers || !req.http.Ban-Tags) {
            return (synth(403));
        }
        if (std.ban("obj.http.Cache-Tag ~ (^|\s)(" + req.http.Ban-Tags + ")(,|$)")) {
            return (synth(200));
        }
        return (synth(400, std.ban_error()));
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # Editors see their own user bar, and pages and answers that are for them alone.
    if (req.http.Cookie ~ "(^|; )sessionid=" || req.http.Authorization) {
        return (pass);
    }
    unset req.http.Cookie;
    return (hash);
}

sub vcl_backend_response {
    # What says nothing of caches is not for them. (What says no-store, private or no-cache, Varnish passes by itself.)
    if (!beresp.http.Cache-Control) {
        set beresp.uncacheable = true;
        set beresp.ttl = 1s;
    }
}
