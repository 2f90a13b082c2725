-- Writes for good what was lately written in memory only; see storage/lately.py.
-- KEYS[1] set: the keys
-- ARGV    how many at most
-- Answers how many were written. Their values are set to what they are now, whoever wrote them, so
-- it does no harm to a key that was written for good meanwhile. The keys hold the tag of KEYS.
redis.replicate_commands()
local keys = redis.call('SPOP', KEYS[1], ARGV[1])
for _, key in ipairs(keys) do
  local kind = redis.call('TYPE', key).ok
  if kind == 'hash' then
    redis.call('HSET', key, unpack(redis.call('HGETALL', key)))
  elseif kind == 'string' then
    local life = redis.call('PTTL', key)
    if life > 0 then redis.call('SET', key, redis.call('GET', key), 'PX', life) end
  end
end
return #keys
