-- One run of wrk: requests from a file, one a line (METHOD /path), from a line on; bodies of POSTs from another file.
local threads = {}

function setup(thread)
   table.insert(threads, thread)
end

local function lines_of(path)
   local lines = {}
   for line in io.lines(path) do table.insert(lines, line) end
   return lines
end

function init(args)
   requests, bodies, sent, run = lines_of(args[1]), lines_of(args[2]), tonumber(args[3]), args[4]
   reading = {}  -- everyone may read, so a reader sends no token
   for name, value in pairs(wrk.headers) do
      if name ~= "Authorization" then reading[name] = value end
   end
end

function request()
   local method, path = requests[sent % #requests + 1]:match("^(%u+) (.*)$")
   local headers, body = reading, nil
   if method == "POST" then
      headers = wrk.headers
      body = bodies[sent % #bodies + 1]:gsub("@ID@", run .. "-" .. sent)
   end
   sent = sent + 1
   return wrk.format(method, path, headers, body)
end

function done(summary, latency)
   local errors = summary.errors
   local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
   io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, failed,
      threads[1]:get("sent"), latency:percentile(99)))
end
