-- Extend: lets the lease KEYS[1] last for ARGV[2] milliseconds from now, if the owner ARGV[1]
-- holds it.
-- Answers {'RENEWED'} or {'LOST'}. An expired lease is not created again. A time-to-live that is
-- already longer stays, so that a renewal whose reply is lost never ends the lease before the
-- holder's deadline.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return {'LOST'}
end
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return {'RENEWED'}
