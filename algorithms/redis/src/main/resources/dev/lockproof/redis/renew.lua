-- Extend: lets each lease KEYS[i] last for ARGV[2i] milliseconds from now, if the owner ARGV[2i-1]
-- holds it.
-- Answers for each 'RENEWED' or 'LOST', or an error that is about that key alone. An expired lease
-- is not created again. A time-to-live that is already longer stays, so that a renewal whose reply
-- is lost never ends the lease before the holder's deadline.
local answers = {}
for i, key in ipairs(KEYS) do
  local owner = redis.pcall('GET', key)
  if owner == ARGV[2 * i - 1] then
    if redis.call('PTTL', key) < tonumber(ARGV[2 * i]) then
      redis.call('PEXPIRE', key, ARGV[2 * i])
    end
    answers[i] = 'RENEWED'
  elseif type(owner) == 'table' then
    answers[i] = owner
  else
    answers[i] = 'LOST'
  end
end
return answers
