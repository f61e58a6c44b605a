internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// The journal is open as long as somebody needs it, and no job waits while none runs.
struct SupervisorStateTests {
  private let one = JobID(rawValue: 1)
  private let two = JobID(rawValue: 2)

  @Test func `a job that ends while another is being recorded leaves the journal open`() {
    var state = SupervisorState()
    #expect(state.enter() == .open)
    #expect(state.opened() == [.resume([])])
    #expect(state.enqueue([one], width: 1) == [.start(one)])
    #expect(state.leave() == [])
    #expect(state.enter() == .enter)
    #expect(state.ended(one) == [])
    #expect(state.enqueue([two], width: 1) == [.start(two)])
    #expect(state.leave() == [])
    #expect(state.ended(two) == [.close])
  }

  @Test func `whoever comes while the journal is being opened waits for it`() {
    var state = SupervisorState()
    _ = state.enter()
    #expect(state.enter() == .wait(1))
    #expect(state.opened() == [.resume([1])])
    #expect(state.leave() == [])
    #expect(state.leave() == [.close])
  }

  @Test func `a journal that cannot be opened is held by nobody`() {
    var state = SupervisorState()
    _ = state.enter()
    _ = state.enter()
    #expect(state.openingFailed() == [.refuse([1])])
    #expect(state.phase == .closed)
    #expect(state.enter() == .open)
  }

  @Test func `whoever waits for a job goes on when it has ended, and when it is not run`() {
    var state = SupervisorState()
    _ = state.enter()
    _ = state.opened()
    _ = state.enqueue([one, two], width: 1)
    #expect(state.wait(for: two) == 1)
    #expect(state.unqueue(two) == [.resume([1])])
    #expect(state.unqueue(two) == nil)
    #expect(state.wait(for: two) == nil)
    #expect(state.wait(for: one) == 2)
    #expect(state.leave() == [])
    #expect(state.ended(one) == [.close, .resume([2])])
  }

  @Test func `as many jobs run at a time as each of them allows`() {
    var state = SupervisorState()
    _ = state.enter()
    _ = state.opened()
    let jobs = (3...6).map { JobID(rawValue: $0) }
    #expect(state.enqueue(jobs, width: 3) == jobs.prefix(3).map { .start($0) })
    #expect(state.enqueue([one], width: 1) == [])
    #expect(state.ended(jobs[1]) == [.start(jobs[3])])
    #expect(state.jobs == [jobs[0], jobs[2], jobs[3], one])
    #expect(state.ended(jobs[0]) == [] && state.ended(jobs[2]) == [])
    #expect(state.ended(jobs[3]) == [.start(one)])
  }

  @Test func `a job that has copied lets another begin, unless that is to be alone`() {
    var state = SupervisorState()
    _ = state.enter()
    _ = state.opened()
    let jobs = (1...12).map { JobID(rawValue: $0) }
    #expect(state.enqueue(jobs, width: 2) == [.start(jobs[0]), .start(jobs[1])])
    for place in 0..<6 { #expect(state.settles(jobs[place]) == [.start(jobs[place + 2])]) }
    #expect(state.settles(jobs[6]) == [])
    #expect(state.ended(jobs[0]) == [.start(jobs[8])])
    var alone = SupervisorState()
    _ = alone.enter()
    _ = alone.opened()
    #expect(alone.enqueue([one, two], width: 1) == [.start(one)])
    #expect(alone.settles(one) == [])
    #expect(alone.ended(one) == [.start(two)])
  }

  @Test func `a job that may run beside others does not overtake one that waits to be alone`() {
    var state = SupervisorState()
    _ = state.enter()
    _ = state.opened()
    let three = JobID(rawValue: 3)
    _ = state.enqueue([one], width: 4)
    #expect(state.enqueue([two], width: 1) == [])
    #expect(state.enqueue([three], width: 4) == [])
    #expect(state.unqueue(two) == [.start(three)])
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `no interleaving frees the lock too early or leaves anybody waiting`(seed: UInt64) {
    var walk = SupervisorWalk(seed: seed)
    for _ in 0..<300 { walk.step() }
    walk.comeHome()
    #expect(walk.mistakes.isEmpty, "seed \(seed)")
  }
}

/// Random events, and a simple account of what has to hold after each.
private struct SupervisorWalk {
  private var state = SupervisorState()
  private var chance: SeededGenerator
  private var isOpen = false
  private var isOpening = false
  private var users = 0
  private var running: Set<JobID> = []
  private var widths: [JobID: Int] = [:]
  private var waiting: Set<Int> = []
  private var lastJob: Int64 = 0
  private(set) var mistakes: [String] = []

  init(seed: UInt64) {
    chance = SeededGenerator(seed: seed)
  }

  mutating func step() {
    switch Int.random(in: 0..<9, using: &chance) {
    case 0, 1: enter()
    case 2: if isOpening { finishOpening(Bool.random(using: &chance)) }
    case 3: if users > 0 { leave() }
    case 4: if users > 0 { enqueue() }
    case 5: if let job = running.randomElement(using: &chance) { end(job) }
    case 8:
      if let job = running.randomElement(using: &chance) { act(on: state.settles(job)) }
    case 6: if let job = state.jobs.randomElement(using: &chance) { wait(for: job) }
    default: if let job = state.jobs.last, let actions = state.unqueue(job) { act(on: actions) }
    }
    check()
  }

  /// Everybody finishes; then nothing may be held or waited for.
  mutating func comeHome() {
    if isOpening { finishOpening(true) }
    while users > 0 { leave() }
    while let job = running.first { end(job) }
    check()
    if state.phase != .closed || isOpen { mistakes.append("the journal stays open") }
    if !waiting.isEmpty { mistakes.append("\(waiting) wait for ever") }
  }

  private mutating func enter() {
    switch state.enter() {
    case .open:
      if isOpen || isOpening { mistakes.append("the journal is opened twice") }
      isOpening = true
    case .wait(let waiter): waiting.insert(waiter)
    case .enter: users += 1
    }
  }

  private mutating func finishOpening(_ succeeds: Bool) {
    isOpening = false
    isOpen = succeeds
    if succeeds { users += 1 + waiting.count }
    act(on: succeeds ? state.opened() : state.openingFailed())
  }

  private mutating func leave() {
    users -= 1
    act(on: state.leave())
  }

  private mutating func enqueue() {
    lastJob += 1
    let width = Int.random(in: 1...3, using: &chance)
    widths[JobID(rawValue: lastJob)] = width
    act(on: state.enqueue([JobID(rawValue: lastJob)], width: width))
  }

  private mutating func end(_ job: JobID) {
    running.remove(job)
    act(on: state.ended(job))
  }

  private mutating func wait(for job: JobID) {
    if let waiter = state.wait(for: job) { waiting.insert(waiter) }
  }

  private mutating func act(on actions: [SupervisorState.Action]) {
    for action in actions {
      switch action {
      case .start(let job):
        if !isOpen || running.count >= 4 * (widths[job] ?? 0) {
          mistakes.append("\(job) starts at a wrong time")
        }
        running.insert(job)
      case .close:
        if users > 0 || !running.isEmpty { mistakes.append("closed while somebody needs it") }
        isOpen = false
      case .resume(let numbers), .refuse(let numbers): waiting.subtract(numbers)
      }
    }
  }

  private mutating func check() {
    if running.isEmpty, !state.jobs.isEmpty { mistakes.append("a job is queued and none runs") }
    if running != Set(state.running) { mistakes.append("other jobs run than were started") }
    if isOpen != (users > 0 || !running.isEmpty) { mistakes.append("open without need, or closed") }
  }
}
