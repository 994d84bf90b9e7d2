-- Take: takes permits from the sliding window KEYS[1], or none, at the time of the server. ARGV has
-- the permits, the limit of a window, and its length in microseconds.
-- Answers {'TAKEN' or 'REFUSED'}, the permits left, and the microseconds until as many would be
-- admitted and until a whole limit would be. All numbers are whole and below 2^53, so that the
-- doubles of this language are exact; they leave as strings.
--
-- The window is a list of what was admitted, the oldest first: when, how many permits before it
-- (modulo 2^52), how many. So a sum is a difference, and what is looked for is found by halves. A
-- clock that goes back counts as one that stands still. The list expires a second after its last
-- entry stops counting: a clock that goes back by less finds it still there.
local time = redis.call('TIME')
local reading = time[1] * 1000000 + time[2]
local wanted, limit, length = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local wrap = 2 ^ 52

local function entry(index)
  local at, before, permits =
    redis.call('LINDEX', KEYS[1], index):match('^(%d+) (%d+) (%d+)$')
  return at + 0, before + 0, permits + 0
end

local size = redis.call('LLEN', KEYS[1])

local function first(low, isThere)
  local high = size
  while low < high do
    local middle = math.floor((low + high) / 2)
    if isThere(entry(middle)) then
      high = middle
    else
      low = middle + 1
    end
  end
  return low
end

local newest, all = 0, 0
if size > 0 then
  local at, before, permits = entry(size - 1)
  newest, all = at, (before + permits) % wrap
end
local now = math.max(reading, newest)
local oldest = first(0, function(at)
  return now - at < length
end)
local old = all
if oldest < size then
  local _, before = entry(oldest)
  old = before
end
local count = (all - old) % wrap
local tooMany = count + wanted - limit
local word, wait = 'TAKEN', 0
if tooMany > 0 then
  local at = entry(first(oldest, function(_, before, permits)
    return (before + permits - old) % wrap >= tooMany
  end))
  word, wait = 'REFUSED', at + length - reading
else
  local expiry = math.ceil((now + length) / 1000) + 1000
  redis.call('RPUSH', KEYS[1], string.format('%.0f %.0f %.0f', now, all, wanted))
  if oldest > 0 then
    redis.call('LTRIM', KEYS[1], oldest, -1)
  end
  redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', expiry))
  count, newest = count + wanted, now
end
return {word, string.format('%.0f', math.max(0, limit - count)), string.format('%.0f', wait),
  string.format('%.0f', newest + length - reading)}
