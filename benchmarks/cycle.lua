-- For wrk: asks for the paths in the file that PATHS names, one after the other, and ends with a line of JSON.
local requests, last, failed = {}, 0, 0

function init()
  for path in io.lines(os.getenv("PATHS")) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
end

function request()
  last = last % #requests + 1
  return requests[last]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"rate": %f, "p50": %f, "p99": %f, "refused": %d, "broken": %d, "bytes": %f}\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    summary.bytes / math.max(summary.requests, 1)))
end
