-- Grant: gives the lease KEYS[1] to the owner ARGV[1] for ARGV[2] milliseconds, with the next
-- token of the counter KEYS[2], if nobody else holds it.
-- Answers {'GRANTED', incarnation, token} or {'HELD', milliseconds}, for which it is held unless it
-- is renewed or released. Tokens leave as strings: a number of this language is a double and cannot
-- hold all of them.
--
-- An owner names one request. Finding it means that this very request is being repeated by the
-- client library, so it is granted again. It may come late, after a renewal: a time-to-live that is
-- already longer stays. The token is drawn first: if that fails, or anything before it, nothing was
-- granted.
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return {'HELD', tostring(redis.call('PTTL', KEYS[1]))}
end
redis.call('HSETNX', KEYS[2], 'incarnation', ARGV[1])
redis.call('HINCRBY', KEYS[2], 'token', 1)
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
local issued = redis.call('HMGET', KEYS[2], 'incarnation', 'token')
return {'GRANTED', issued[1], issued[2]}
