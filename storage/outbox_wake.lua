-- Lets those come again that have been set aside long enough.
-- KEYS: parked, held. ARGV: milliseconds that they stay at least, how many at most.
redis.replicate_commands()
local clock = redis.call('TIME')
local parked = clock[1] * 1000 + math.floor(clock[2] / 1000) - ARGV[1]
local score = string.format('%.0f', parked)
local found = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', score, 'LIMIT', 0, ARGV[2])
for _, pid in ipairs(found) do
  redis.call('ZREM', KEYS[1], pid)
  redis.call('ZADD', KEYS[2], 0, pid)
end
return #found
