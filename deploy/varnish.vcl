# Varnish (7 or newer) in front of Newsroom, or of its nginx. It keeps pages for a minute and drops each as soon as
# something on it has changed. Start Newsroom with
#
#   CDN_PURGE_URL=http://127.0.0.1:6081/   CDN_PURGE_HEADERS=Purge-Secret=…   TRUSTED_PROXIES=1
#
# and Varnish with the same secret as PURGE_SECRET in its environment; without one it takes no purges. TRUSTED_PROXIES
# is 2 where nginx stands between the two.
vcl 4.1;

import std;

backend newsroom {
  .host = "127.0.0.1";
  .port = "8000";
  .connect_timeout = 2s;
  .first_byte_timeout = 60s;
  .probe = { .url = "/livez"; .interval = 2s; .timeout = 2s; .window = 3; .threshold = 2; .initial = 2; }
}

# Where Newsroom's machines are.
acl newsroom_machines {
  "127.0.0.1";
  "::1";
}

sub vcl_recv {
  # Varnish itself has put the client's address at the end of X-Forwarded-For. What else a client claims is dropped.
  unset req.http.X-Forwarded-Host;
  unset req.http.X-Forwarded-Port;
  unset req.http.Forwarded;
  unset req.http.X-Micro-Cache;
  # Something that speaks TLS stands before us where port 443 is served (hitch, with the PROXY protocol).
  if (std.port(local.ip) == 443) {
    set req.http.X-Forwarded-Proto = "https";
  } else {
    set req.http.X-Forwarded-Proto = "http";
  }

  if (req.method == "PURGE") {
    if (client.ip !~ newsroom_machines || std.getenv("PURGE_SECRET") == ""
        || req.http.Purge-Secret != std.getenv("PURGE_SECRET")) {
      return (synth(403, "Not allowed"));
    }
    # Only what tags are made of, for it becomes a part of a regular expression.
    if (req.http.Surrogate-Key !~ "^[A-Za-z0-9:_-]+( [A-Za-z0-9:_-]+)*$") {
      return (synth(400, "No Surrogate-Key"));
    }
    # Of what is kept alone, not of a request, so that Varnish can work them off by itself (its "ban lurker").
    if (!std.ban("obj.http.Surrogate-Key ~ (^|\s)(" + regsuball(req.http.Surrogate-Key, " ", "|") + ")(\s|$)")) {
      return (synth(400, std.ban_error()));
    }
    return (synth(200, "Purged"));
  }

  # How long a copy may be shown while a new one is fetched; while Newsroom is down, as long as it said (below).
  if (std.healthy(req.backend_hint)) {
    set req.grace = 10s;
  }
  # Whoever is not signed in gets the page for everybody, whatever other cookies there are.
  if (req.http.Cookie !~ "sessionid|messages" && req.url !~ "^/(admin|accounts|comments|preview)/") {
    unset req.http.Cookie;
  }
}

sub vcl_backend_response {
  # While Newsroom is down: a day, or less where the page's next moment comes before. Newsroom says how long.
  set beresp.grace = 0s;
  if (beresp.http.Surrogate-Key && beresp.http.Cache-Control ~ "stale-if-error=\d+") {
    set beresp.grace = std.duration(regsub(beresp.http.Cache-Control, "^.*stale-if-error=(\d+).*$", "\1s"), 0s);
  }
  # A site that is failing must not push out the copy that is shown meanwhile.
  if (beresp.status >= 500 && bereq.is_bgfetch) {
    return (abandon);
  }
}

sub vcl_deliver {
  # For us, not for the caches further on, which nobody can purge.
  unset resp.http.Surrogate-Key;
  set resp.http.Cache-Control = regsub(resp.http.Cache-Control, ", s-maxage=.*$", "");
}
