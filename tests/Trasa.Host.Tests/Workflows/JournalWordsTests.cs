using System.Reflection;
using Trasa.Engine.Journal;
using Trasa.Host.Tests.Resources;
using Trasa.Host.Workflows;

namespace Trasa.Host.Tests.Workflows;

/// <summary>The journal speaks to people.</summary>
public sealed class JournalWordsTests
{
    public static TheoryData<string> Events() => [.. typeof(JournalEvents).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_of_the_engine_has_words_that_can_be_translated(string journalEvent)
    {
        var words = JournalWords.Of(journalEvent);

        Assert.NotEqual(journalEvent, words);
        Assert.Contains(words, TextsTests.Listed("designer", "Trasa.Designer", "Resources", "DesignerTexts.resx"));
    }

    [Theory]
    [InlineData("Retry", "was tried again")]
    [InlineData("Skip", "was skipped")]
    [InlineData("ContinueFrom", "was made to go on here")]
    [InlineData("Change", "got other values")]
    public void Repair_is_told_by_its_kind(string kind, string words) =>
        Assert.Equal(words, JournalWords.Of(JournalEvents.Repaired, kind));
}
