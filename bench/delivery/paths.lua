-- For wrk: asks the paths of a file in turn, and prints what it measured as one line of JSON.
-- wrk ... -s paths.lua http://host:port -- FILE

local paths, place = {}, 0

function init(args)
   for line in io.lines(args[1]) do
      paths[#paths + 1] = wrk.format("GET", line)
   end
end

function request()
   place = place % #paths + 1
   return paths[place]
end

function done(summary, latency, _)
   local failed = summary.errors
   io.write(string.format(
      '\n{"requests": %d, "us": %d, "median_us": %d, "p99_us": %d, "failed": %d}\n',
      summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
      failed.connect + failed.read + failed.write + failed.status + failed.timeout))
end
