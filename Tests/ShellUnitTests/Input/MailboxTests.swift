internal import Foundation
internal import Testing

@testable internal import Shell

/// Notices on their way to the terminal.
@Suite(.timeLimit(.minutes(1)))
struct MailboxTests {
  @Test func `notices come out in order and once`() {
    let mailbox = Mailbox()
    mailbox.post("one")
    mailbox.post("two")
    #expect(mailbox.take() == ["one", "two"])
    #expect(mailbox.take().isEmpty)
  }

  @Test func `of several notices with one key the last remains`() {
    let mailbox = Mailbox()
    mailbox.post("[1] 10 %", key: "job 1")
    mailbox.post("[2] 10 %", key: "job 2")
    mailbox.post("[1] 20 %", key: "job 1")
    mailbox.post("plain")
    #expect(mailbox.take() == ["[2] 10 %", "[1] 20 %", "plain"])
  }

  @Test func `a key is free again after its notice was taken`() {
    let mailbox = Mailbox()
    mailbox.post("[1] 10 %", key: "job 1")
    _ = mailbox.take()
    mailbox.post("[1] 20 %", key: "job 1")
    #expect(mailbox.take() == ["[1] 20 %"])
  }

  @Test func `too many notices make room for the newest and are counted`() {
    var queue = NoticeQueue(capacity: 2)
    for number in 1...5 { queue.post("\(number)", key: nil) }
    let first = queue.take()
    #expect(first == ["(3 earlier notices not shown)", "4", "5"])
    queue.post("6", key: nil)
    let second = queue.take()
    #expect(second == ["6"])
  }

  @Test func `the last prompt asked for comes out once`() {
    let mailbox = Mailbox()
    mailbox.repaint(Prompt("one> "))
    mailbox.repaint(Prompt("two> "))
    #expect(mailbox.takePrompt() == Prompt("two> "))
    #expect(mailbox.takePrompt() == nil)
  }

  @Test func `wakes that nobody hears do not block`() {
    let mailbox = Mailbox()
    #expect(!Self.isReadable(mailbox))
    // More than any pipe holds.
    for _ in 1...100_000 { mailbox.wake() }
    #expect(Self.isReadable(mailbox))
    mailbox.acknowledge()
    #expect(!Self.isReadable(mailbox))
  }

  /// Whether who waits for the mailbox would be awake.
  private static func isReadable(_ mailbox: Mailbox) -> Bool {
    var descriptor = pollfd(fd: mailbox.wakeDescriptor, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) == 1
  }
}
