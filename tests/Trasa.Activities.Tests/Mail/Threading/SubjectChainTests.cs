using Trasa.Activities.Mail.Threading;

namespace Trasa.Activities.Tests.Mail.Threading;

public sealed class SubjectChainTests
{
    [Theory]
    [InlineData("Map does not load")]
    [InlineData("Re: Map does not load")]
    [InlineData("RE: FW: Re[2]:  Map   does not load ")]
    [InlineData("Fwd: map does not load")]
    [InlineData("Odp: Map does not load")]
    [InlineData("PD: Map does not load")]
    [InlineData("Răsp: Map does not load")]
    [InlineData("RASP.: Map does not load")]
    [InlineData("Ответ: Map does not load")]
    [InlineData("Отв: Re (3): Map does not load")]
    [InlineData("Vá: Map does not load")]
    [InlineData("AW: [#C-2026-000123.abc234] Map does not load")]
    [InlineData("[#C-2026-000123] Re: Map does not load")]
    public void Chain_shares_one_subject(string subject)
    {
        Assert.Equal("map does not load", SubjectChain.Normalise(subject));
    }

    [Theory]
    [InlineData("Regarding: prices", "regarding: prices")]
    [InlineData("Pre: order", "pre: order")]
    [InlineData("Re:", "")]
    public void Other_words_stay(string subject, string expected)
    {
        Assert.Equal(expected, SubjectChain.Normalise(subject));
    }
}
