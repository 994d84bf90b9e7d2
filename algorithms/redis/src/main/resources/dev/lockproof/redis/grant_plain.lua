-- Grant: gives the lease KEYS[1] to the owner ARGV[1] for ARGV[2] milliseconds, without a token, if
-- nobody holds it.
-- Answers {'GRANTED'} or {'HELD'}.
if redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2], 'NX') then
  return {'GRANTED'}
end
return {'HELD'}
