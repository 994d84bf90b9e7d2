-- Take: takes permits from the token buckets KEYS, from all of them or from none, at the time of
-- the server. ARGV has four numbers for each bucket: the units that are asked for, those of a full
-- bucket, those of a permit, and those that come in each microsecond.
-- Answers {'TAKEN' or 'REFUSED'} and for each bucket the permits left, and the microseconds until
-- as much would be admitted and until it is full. All numbers are whole and at most 2^52, plus the
-- time, so that the doubles of this language are exact; they leave as strings.
--
-- A bucket is the moment at which it is full again, in microseconds and a rest in units, with the
-- terms by which it counts. It expires a second after that: a clock that goes back by less finds it
-- still there. Under other terms as many permits are missing as before, rounded up.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local answer = {'TAKEN'}
local states = {}
for i, key in ipairs(KEYS) do
  local cost, capacity = tonumber(ARGV[4 * i - 3]), tonumber(ARGV[4 * i - 2])
  local permit, gain = tonumber(ARGV[4 * i - 1]), tonumber(ARGV[4 * i])
  local full, rest = now, 0
  local state = redis.call('GET', key)
  if state then
    local at, left, oldPermit, oldGain = state:match('^(%d+) (%d+) (%d+) (%d+)$')
    at, left, oldPermit, oldGain = at + 0, left + 0, oldPermit + 0, oldGain + 0
    if at < now then
      at, left = now, 0
    end
    if oldPermit == permit and oldGain == gain then
      full, rest = at, left
    else
      local missing = (at - now) * oldGain + left
      missing = missing > 2 ^ 52 and capacity or math.ceil(missing / oldPermit) * permit
      missing = math.min(missing, capacity)
      full, rest = now + math.floor(missing / gain), missing % gain
    end
  end
  local first = full + math.ceil((rest + cost - capacity) / gain)
  if first > now then
    answer[1] = 'REFUSED'
  end
  states[i] = {full, rest, math.max(0, first - now)}
end
for i, key in ipairs(KEYS) do
  local cost, capacity = tonumber(ARGV[4 * i - 3]), tonumber(ARGV[4 * i - 2])
  local permit, gain = tonumber(ARGV[4 * i - 1]), tonumber(ARGV[4 * i])
  local full, rest, wait = unpack(states[i])
  if answer[1] == 'TAKEN' then
    full, rest = full + math.floor((rest + cost) / gain), (rest + cost) % gain
    local expiry = math.ceil((full + 1) / 1000) + 1000
    redis.call('SET', key, string.format('%.0f %.0f %.0f %.0f', full, rest, permit, gain),
      'PXAT', string.format('%.0f', expiry))
  end
  local left = math.max(0, capacity - (full - now) * gain - rest)
  local reset = full - now + (rest > 0 and 1 or 0)
  answer[3 * i - 1] = string.format('%.0f', math.floor(left / permit))
  answer[3 * i] = string.format('%.0f', wait)
  answer[3 * i + 1] = string.format('%.0f', reset)
end
return answer
