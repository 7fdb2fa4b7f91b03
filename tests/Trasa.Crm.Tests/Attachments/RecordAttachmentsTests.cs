using Trasa.Crm.Attachments;
using Trasa.Crm.Records;
using Trasa.Crm.Tests.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Attachments;

public abstract class RecordAttachmentsTests(DatabaseKind kind) : RecordSuite(kind)
{
    [Fact]
    public async Task File_comes_back_byte_by_byte_to_those_who_may_see_it()
    {
        var agent = await House.UserAsync("agent", ["agent"]);
        var nobody = await House.UserAsync("nobody", []);
        var record = await House.CreateAsync("case", new { subject = "See the photo" });
        byte[] bytes = [0, 1, 2, 255, 0];

        var attachment = await House.WriteAsync(work => House.Get<IAttachments>().AddAsync(work, record.Reference, new(@"C:\photos\tracker.jpg", "image/jpeg", bytes), agent, Token));

        Assert.Equal("tracker.jpg", attachment["fileName"]);
        Assert.Equal(5m, attachment["size"]);
        Assert.Equal(bytes, (await House.Get<IAttachments>().OpenAsync(null, attachment.Id, agent, Token))!.Content.ToArray());
        Assert.Null(await House.Get<IAttachments>().OpenAsync(null, attachment.Id, nobody, Token));
    }

    [Fact]
    public async Task Too_large_file_is_refused_with_the_limit()
    {
        var record = await House.CreateAsync("case", new { subject = "Large" });

        var refused = await Assert.ThrowsAsync<RecordInvalidException>(() => House.WriteAsync(work =>
            House.Get<IAttachments>().AddAsync(work, record.Reference, new("big.bin", null, new byte[RecordAttachments.Limit + 1]), Actor.System, Token)));

        Assert.Contains("the limit is", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a\r\nb.txt", "ab.txt")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    public void Name_is_made_safe(string given, string kept) => Assert.Equal(kept, RecordAttachments.SafeName(given));
}

public sealed class SqliteRecordAttachmentsTests() : RecordAttachmentsTests(DatabaseKind.Sqlite);

public sealed class PostgresRecordAttachmentsTests() : RecordAttachmentsTests(DatabaseKind.PostgreSql);
