using Trasa.Activities.Mail.Reading;
using Trasa.Activities.Mail.Sending;
using Trasa.Activities.Mail.Writing;
using Trasa.Activities.Tests.Mail.Writing;

namespace Trasa.Activities.Tests.Mail.Sending;

public sealed class MailChannelTests
{
    [Fact]
    public void Whatever_leaves_bears_the_mark_by_which_it_is_known_when_it_comes_back()
    {
        var left = MailChannel.Mail(MailChannel.Payload(MailComposerTests.Sample));

        var back = RawMail.Read(MailComposer.Compose(left), new MailReaderOptions { LoopMark = "Support@trasa.example" });

        Assert.Equal("X-Trasa-Loop: support@trasa.example", back.LoopHint);
    }

    [Fact]
    public void Mail_is_the_same_after_it_waited_in_the_outbox()
    {
        var left = MailChannel.Mail(MailChannel.Payload(MailComposerTests.Sample));

        Assert.Equal(MailComposer.Compose(MailComposerTests.Sample with { LoopMark = "support@trasa.example" }), MailComposer.Compose(left));
    }
}
