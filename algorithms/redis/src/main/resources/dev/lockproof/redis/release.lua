-- Free: deletes the lease KEYS[1], if the owner ARGV[1] holds it.
-- Answers {'RELEASED'} or {'ALREADY_LOST'}.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return {'ALREADY_LOST'}
end
redis.call('DEL', KEYS[1])
return {'RELEASED'}
