-- Grant: gives each lease KEYS[i] to the owner ARGV[2i-1] for ARGV[2i] milliseconds, without a
-- token, if nobody holds it.
-- Answers 'GRANTED' or 'HELD' for each.
local answers = {}
for i, key in ipairs(KEYS) do
  if redis.call('SET', key, ARGV[2 * i - 1], 'PX', ARGV[2 * i], 'NX') then
    answers[i] = 'GRANTED'
  else
    answers[i] = 'HELD'
  end
end
return answers
