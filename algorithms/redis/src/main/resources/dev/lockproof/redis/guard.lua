-- Raise, Read, Write: admits the token ARGV[2] of incarnation ARGV[1] to the guarded hash KEYS[1],
-- unless a larger one was admitted before or one that does not compare; then sets the value to
-- ARGV[3], if given.
-- Answers {'ADMITTED', value} without the value if there is none, or {'REFUSED', incarnation,
-- token} with the highest token. Tokens are compared as decimal strings without leading zeros: the
-- shorter is the smaller.
local highest = redis.call('HMGET', KEYS[1], 'incarnation', 'token')
if highest[1] then
  local older = #ARGV[2] < #highest[2] or (#ARGV[2] == #highest[2] and ARGV[2] < highest[2])
  if highest[1] ~= ARGV[1] or older then
    return {'REFUSED', highest[1], highest[2]}
  end
end
redis.call('HSET', KEYS[1], 'incarnation', ARGV[1], 'token', ARGV[2])
if ARGV[3] then
  redis.call('HSET', KEYS[1], 'value', ARGV[3])
end
-- A missing value is false here, and the list ends before it.
return {'ADMITTED', redis.call('HGET', KEYS[1], 'value') or nil}
