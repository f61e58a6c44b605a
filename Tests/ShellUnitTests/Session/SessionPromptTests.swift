internal import MilvusClient
internal import Testing

@testable internal import Shell

@Suite struct SessionPromptTests {
  private typealias End = SessionPrompt.End

  @Test(arguments: [
    (SessionPrompt(), "vecferry> "),
    (SessionPrompt(source: End(label: "prod", database: "default")), "vecferry prod> "),
    (
      SessionPrompt(
        source: End(label: "prod", database: "default"),
        target: End(label: "test", database: "default")),
      "vecferry prod>test> "
    ),
    (
      SessionPrompt(
        source: End(label: "prod", database: "sales"),
        target: End(label: "test", database: "default"), jobs: 2),
      "vecferry prod/sales>test [2]> "
    ),
    (SessionPrompt(target: End(label: "test", database: "default")), "vecferry >test> "),
    (SessionPrompt(jobs: 2, wantsAttention: true), "vecferry [2!]> "),
  ])
  func `the prompt tells what is open`(prompt: SessionPrompt, expected: String) {
    #expect(prompt.prompt.text == expected)
  }
}
