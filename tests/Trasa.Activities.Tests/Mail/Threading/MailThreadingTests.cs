using System.Text;
using Trasa.Activities.Mail.Threading;

namespace Trasa.Activities.Tests.Mail.Threading;

public sealed class MailThreadingTests
{
    private static readonly SubjectReference Reference = new(new SubjectReferenceOptions { Secret = "a secret of sixteen"u8.ToArray() });

    private sealed class OneCase : IConversations
    {
        public Task<string?> OfMessageAsync(IReadOnlyList<string> messageIds, CancellationToken cancellationToken) =>
            Task.FromResult(messageIds.Contains("known@trasa.example") ? "C-2026-000123" : null);

        public Task<ConversationParty> PartyAsync(string number, string address, CancellationToken cancellationToken) =>
            Task.FromResult(
                number != "C-2026-000123" ? ConversationParty.NoConversation
                : address == "ana@x.example" ? ConversationParty.Participant
                : ConversationParty.Stranger);
    }

    private static Task<ThreadingDecision> DecideAsync(string from, string subject, string fields = "")
    {
        var mail = RawMail.Read(Encoding.UTF8.GetBytes($"From: {from}\r\nSubject: {subject}\r\n{fields}\r\nbody"));
        return new MailThreading(new OneCase(), Reference).DecideAsync(mail, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("In-Reply-To: <known@trasa.example>\r\n")]
    [InlineData("References: <other@x.example> <known@trasa.example>\r\n")]
    public async Task Answer_to_a_known_mail_joins_its_conversation(string field)
    {
        var decision = await DecideAsync("stranger@y.example", "anything", field);

        Assert.Equal((ThreadingEvidence.MessageId, "C-2026-000123"), (decision.Evidence, decision.Conversation));
    }

    [Theory]
    [InlineData("Odp: {0} Map")]
    [InlineData("Răsp: Re: {0} Map")]
    [InlineData("Отв: {0}")]
    public async Task Sealed_reference_counts_from_any_sender(string subject)
    {
        var decision = await DecideAsync("stranger@y.example", string.Format(System.Globalization.CultureInfo.InvariantCulture, subject, Reference.Mark("C-2026-000123")));

        Assert.Equal((ThreadingEvidence.SealedReference, "C-2026-000123"), (decision.Evidence, decision.Conversation));
    }

    [Fact]
    public async Task Bare_number_counts_from_a_participant_only()
    {
        var participant = await DecideAsync("ana@x.example", "RE: [#C-2026-000123] Map");
        var stranger = await DecideAsync("stranger@y.example", "RE: [#C-2026-000123] Map");
        var guesser = await DecideAsync("stranger@y.example", "RE: [#C-2026-000123.aaaaaa] Map");

        Assert.Equal((ThreadingEvidence.ReferenceOfParticipant, "C-2026-000123"), (participant.Evidence, participant.Conversation));
        Assert.Equal((ThreadingEvidence.ReferenceOfStranger, null), (stranger.Evidence, stranger.Conversation));
        Assert.Equal((ThreadingEvidence.ReferenceOfStranger, null), (guesser.Evidence, guesser.Conversation));
    }

    [Theory]
    [InlineData("C-2026-000123 any news?")]
    [InlineData("Re: [C-2026-000123] Map")]
    [InlineData("any news of c-2026-000123?")]
    [InlineData("(C-2026-000123), C-2026-000999: which is it?")]
    public async Task Number_that_is_typed_counts_from_a_participant_only(string subject)
    {
        var participant = await DecideAsync("ana@x.example", subject);
        var stranger = await DecideAsync("stranger@y.example", subject);

        Assert.Equal((ThreadingEvidence.ReferenceOfParticipant, "C-2026-000123"), (participant.Evidence, participant.Conversation));
        Assert.Equal((ThreadingEvidence.ReferenceOfStranger, null), (stranger.Evidence, stranger.Conversation));
    }

    [Theory]
    [InlineData("ABC-2026-000123456789")]
    [InlineData("XC-2026-000123x")]
    public async Task Number_within_another_word_is_none(string subject)
    {
        Assert.Equal(ThreadingEvidence.None, (await DecideAsync("ana@x.example", subject)).Evidence);
    }

    [Fact]
    public async Task Seal_of_another_number_does_not_count()
    {
        var seal = Reference.Mark("C-2026-000999").Split('.')[1];

        var decision = await DecideAsync("stranger@y.example", $"[#C-2026-000123.{seal}");

        Assert.Equal(ThreadingEvidence.ReferenceOfStranger, decision.Evidence);
    }

    [Fact]
    public async Task New_mail_starts_a_conversation_with_its_chain_subject()
    {
        var decision = await DecideAsync("ana@x.example", "Re: [#C-2027-000001] Map");

        Assert.Equal(new ThreadingDecision(ThreadingEvidence.None, null, "map", decision.Reason), decision);
    }

    [Fact]
    public void Mark_survives_folding_and_letter_case()
    {
        var mark = Reference.Mark("C-2026-000123").ToLowerInvariant().Replace(".", " . ", StringComparison.Ordinal);

        Assert.Equal([new FoundReference("C-2026-000123", true)], Reference.Find($"re: {mark} x"));
    }

    [Fact]
    public void Subject_gets_its_mark_once()
    {
        var once = Reference.Apply("C-2026-000123", "Map");

        Assert.Equal(once, Reference.Apply("C-2026-000123", once));
        Assert.EndsWith("] Map", once, StringComparison.Ordinal);
    }

    [Fact]
    public void Short_secret_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new SubjectReference(new SubjectReferenceOptions { Secret = [1, 2] }));

        Assert.Contains("at least 16 bytes and has 2", error.Message, StringComparison.Ordinal);
    }
}
