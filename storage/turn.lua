-- Whose turn is it? Stands before admit.lua and take_up.lua.

-- A message that nobody has asked for during so many ms is not there: its attempts have ended, or
-- their process was killed.
local PRESENT = 2000
local LINE_LIFE = 10000

-- Takes the turn of a person for one message, or puts the message in line.
--   turn    key, string: "message token" of the message at work
--   line    key, hash:   message → "order seen" of those that wait
-- Answers 'yours', 'busy' (another attempt works on this message) or 'waiting' (for its turn).
local function take_turn(turn, line, message, token, order, life)
  local mine = message .. ' ' .. token
  local holder = redis.call('GET', turn)
  if holder and holder ~= mine then
    if string.sub(holder, 1, #message + 1) == message .. ' ' then return 'busy' end
  end
  local first = true
  local waiting = redis.call('HGETALL', line)
  if holder ~= mine and (holder or #waiting > 0) then
    local clock = redis.call('TIME')
    local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
    for place = 1, #waiting, 2 do
      local said, seen = string.match(waiting[place + 1], '^(%S+) (%d+)$')
      if now - tonumber(seen) > PRESENT then
        redis.call('HDEL', line, waiting[place])
      elseif waiting[place] ~= message and said .. waiting[place] < order .. message then
        first = false
      end
    end
    if holder or not first then
      redis.call('HSET', line, message, order .. ' ' .. string.format('%.0f', now))
      redis.call('PEXPIRE', line, LINE_LIFE)
      return 'waiting'
    end
    redis.call('HDEL', line, message)
  end
  redis.call('SET', turn, mine, 'PX', life)
  return 'yours'
end

