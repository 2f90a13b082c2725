-- Takes up what was kept in one queue for everybody, into the queues of people.
-- KEYS: ready and leased as they were kept before, people, waiting. ARGV: how notices and queues of people
-- begin. Answers how many notices were moved.
redis.replicate_commands()
local moved = 0
for place = 1, 2 do
  for _, id in ipairs(redis.call('ZRANGE', KEYS[place], 0, 499)) do
    local pid = redis.call('HGET', ARGV[1] .. id, 'pid')
    local score = redis.call('ZSCORE', KEYS[4], id)
    if pid then
      redis.call('ZADD', ARGV[2] .. pid, score or 0, id)
      redis.call('ZADD', KEYS[4], score or 0, id)
      redis.call('ZADD', KEYS[3], 0, pid)
      redis.call('HSET', ARGV[1] .. id, 'state', 'queued')
      redis.call('HDEL', ARGV[1] .. id, 'claim')
    end
    redis.call('ZREM', KEYS[place], id)
    moved = moved + 1
  end
end
return moved
