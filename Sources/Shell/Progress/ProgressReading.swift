/// How far one piece of work is, as a row of a progress view shows it.
struct ProgressReading: Sendable, Equatable {
  /// What `done` and `total` count.
  enum Measure: Sendable, Equatable {
    /// Entities, which are worth being shown as numbers.
    case entities
    /// Hundredths, which the bar alone shows.
    case percent
  }

  /// The number of the job; nil for work that is no job.
  var job: Int64?
  /// What is worked on: a collection, or an address.
  var subject: String
  /// The step: `copy`, `index`, `verify`.
  var step: String
  /// How much is done.
  var done: Int64 = 0
  /// How much there is; nil while unknown.
  var total: Int64?
  /// What is counted.
  var measure = Measure.entities
  /// Entities per second of late.
  var rate: Double?
  /// Bytes per second of late.
  var byteRate: Double?
  /// Time that has passed, where it is worth being shown.
  var elapsed: Duration?
  /// Time that is left by the rate of late.
  var timeLeft: Duration?
  /// Time since anything was done, if it is long enough to be said.
  var silence: Duration?
  /// Why the work stands still for the moment.
  var hindrance: String?
  /// What keeps the work from going faster, though it goes on.
  var limit: String?
  /// Who does the work, where this process does not.
  var execution: String?

  /// Whole per cent done; nil while the whole is unknown.
  var percent: Int? { total.flatMap { Figures.percent(done, of: $0) } }

  /// The parts after the bar, most telling first: amounts, rates, time left.
  var parts: [String] {
    let parts: [String?] = [
      amount, rate.map(Figures.rate), byteRate.map(Figures.byteRate),
      elapsed.map(Figures.wholeDuration), outlook, execution, limit,
    ]
    return parts.compactMap(\.self)
  }

  /// The reading as a JSON object of its own.
  var document: JSONObject {
    var object: JSONObject = [
      "schema": "vecferry.progress/1", "event": "progress", "job": .optional(job),
    ]
    for field in fields.fields { object[field.name] = field.value }
    return object
  }

  /// What the reading says, field by field.
  var fields: JSONObject {
    [
      "subject": .string(subject), "phase": .string(step), "done": .integer(done),
      "total": .optional(total), "perSecond": .optional(rate),
      "bytesPerSecond": .optional(byteRate),
      "secondsLeft": .optional(timeLeft.map(Figures.seconds)), "hindrance": .optional(hindrance),
      "limit": .optional(limit), "execution": .optional(execution),
    ]
  }

  /// Text of what is done: `987,000 of 2,408,113`; nothing before there is anything.
  private var amount: String? {
    guard measure == .entities else { return nil }
    guard let total else { return done > 0 ? Figures.count(done) : nil }
    return "\(Figures.count(done)) of \(Figures.count(total))"
  }

  /// An alarm is worth more than a guess: silence and hindrances take the place of time left.
  private var outlook: String? {
    if let hindrance { return hindrance }
    if let silence { return "no progress for \(Figures.wholeDuration(silence))" }
    return timeLeft.map { "\(Figures.timeLeft($0)) left" }
  }
}
