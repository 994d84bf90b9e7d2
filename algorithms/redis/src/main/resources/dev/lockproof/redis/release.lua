-- Free: deletes each lease KEYS[i], if the owner ARGV[i] holds it.
-- Answers for each 'RELEASED' or 'ALREADY_LOST', or an error that is about that key alone. Tells the
-- channel of the key's name that it is free; who may not publish does without.
local answers = {}
for i, key in ipairs(KEYS) do
  local owner = redis.pcall('GET', key)
  if owner == ARGV[i] then
    redis.call('DEL', key)
    redis.pcall('PUBLISH', key, '')
    answers[i] = 'RELEASED'
  elseif type(owner) == 'table' then
    answers[i] = owner
  else
    answers[i] = 'ALREADY_LOST'
  end
end
return answers
