using Trasa.Crm.Metadata;

namespace Trasa.Crm.Tests.Metadata;

public sealed class RecordTypeReaderTests
{
    private const string Vehicle = """
        {
          "key": "vehicle",
          "label": "Vehicle",
          "plural": "Vehicles",
          "titleField": "plate",
          "fields": [
            { "name": "plate", "label": "Plate", "type": "text", "required": true },
            { "name": "kind", "label": "Kind", "type": "choice", "options": [{ "value": "car" }, { "value": "truck" }] }
          ]
        }
        """;

    [Fact]
    public void Built_in_types_are_in_order() => Assert.Equal(17, RecordTypes.BuiltIn.All.Count);

    [Fact]
    public void Sound_declaration_has_no_problems() => Assert.Empty(Problems(Vehicle));

    [Fact]
    public void What_was_written_reads_the_same()
    {
        var type = RecordTypes.BuiltIn["case"];

        var text = RecordTypeReader.Write(type);

        var read = RecordTypeReader.Read("case.json", text);
        Assert.Empty(read.Problems);
        Assert.Equal(text, RecordTypeReader.Write(read.Type!));
    }

    [Theory]
    [InlineData("\"type\": \"text\"", "\"type\": \"txt\"", 7, "REC-001", "fields[0].type")]
    [InlineData("\"required\": true", "\"requird\": true", 7, "REC-001", "requird")]
    [InlineData("\"label\": \"Vehicle\",", "", 1, "REC-001", "label")]
    [InlineData("\"key\": \"vehicle\"", "\"key\": \"Vehicle No 1\"", 2, "REC-002", "key")]
    [InlineData("\"name\": \"plate\"", "\"name\": \"revision\"", 7, "REC-003", "fields[0].name")]
    [InlineData("\"name\": \"kind\"", "\"name\": \"plate\"", 8, "REC-003", "fields[1].name")]
    [InlineData("\"titleField\": \"plate\"", "\"titleField\": \"name\"", 5, "REC-004", "titleField")]
    [InlineData(", \"options\": [{ \"value\": \"car\" }, { \"value\": \"truck\" }]", "", 8, "REC-006", "fields[1].options")]
    [InlineData("\"type\": \"text\"", "\"type\": \"reference\"", 7, "REC-006", "fields[0].to")]
    [InlineData("\"required\": true", "\"maxLength\": 3, \"default\": \"none yet\"", 7, "REC-009", "fields[0].default")]
    [InlineData("\"required\": true", "\"formula\": \"kind +\"", 7, "REC-010", "fields[0].formula")]
    [InlineData("\"required\": true", "\"formula\": \"speed * 2\"", 7, "REC-010", "fields[0].formula")]
    [InlineData("\"required\": true", "\"askedByVerb\": true", 7, "REC-006", "fields[0].askedByVerb")]
    [InlineData("\"titleField\"", "\"rules\": [{ \"field\": \"kind\", \"holds\": \"speed > 2\", \"message\": \"Faster.\" }], \"titleField\"", 5, "REC-014", "rules[0].holds")]
    [InlineData("\"titleField\"", "\"rules\": [{ \"field\": \"speed\", \"holds\": \"true\", \"message\": \"Faster.\" }], \"titleField\"", 5, "REC-004", "rules[0].field")]
    [InlineData("\"titleField\"", "\"numberFormat\": \"V-1\", \"titleField\"", 5, "REC-008", "numberFormat")]
    [InlineData("\"titleField\"", "\"status\": { \"field\": \"kind\", \"initial\": [\"bus\"], \"transitions\": [] }, \"titleField\"", 5, "REC-005", "status.initial[0]")]
    [InlineData("\"titleField\"", "\"rights\": { \"grants\": [{ \"roles\": [\"agent\"], \"can\": [\"read\"], \"on\": \"team\" }] }, \"titleField\"", 5, "REC-011", "rights.grants[0].on")]
    [InlineData("\"titleField\"", "\"verbs\": [{ \"key\": \"Create\", \"label\": \"x\", \"description\": \"x\" }], \"titleField\"", 5, "REC-012", "verbs[0].key")]
    [InlineData("\"fields\": [", "\"fields\": [[", 9, "REC-001", "")]
    public void Problem_says_where_and_why(string sound, string broken, int line, string code, string path)
    {
        var problem = Problems(Vehicle.Replace(sound, broken, StringComparison.Ordinal))[0];

        Assert.Equal(code, problem.Code);
        Assert.Contains(path, problem.Path + problem.Message, StringComparison.Ordinal);
        if (code != "REC-001" || path.Contains('.', StringComparison.Ordinal)) Assert.Equal(line, problem.Line);
        Assert.NotEmpty(problem.Message);
    }

    [Fact]
    public void Field_that_only_some_roles_see_is_not_searched()
    {
        var text = Vehicle
            .Replace("\"required\": true", "\"required\": true, \"readRoles\": [\"finance\"]", StringComparison.Ordinal)
            .Replace("\"titleField\": \"plate\"", "\"titleField\": \"kind\", \"searchFields\": [\"plate\"]", StringComparison.Ordinal);

        Assert.Equal("REC-011", Assert.Single(Problems(text)).Code);
    }

    [Fact]
    public void Reference_to_an_unknown_type_is_a_problem()
    {
        var problem = Assert.Single(Problems(Vehicle.Replace("\"type\": \"choice\", \"options\": [{ \"value\": \"car\" }, { \"value\": \"truck\" }]", "\"type\": \"reference\", \"to\": \"garage\"", StringComparison.Ordinal)));

        Assert.Equal(("REC-007", "fields[1].to", 8), (problem.Code, problem.Path, problem.Line));
    }

    [Fact]
    public void Extension_of_an_unknown_type_is_a_problem() =>
        Assert.Equal("REC-007", Assert.Single(Problems("""{ "extends": "spaceship", "fields": [] }""")).Code);

    private static IReadOnlyList<DeclarationProblem> Problems(string json) => RecordTypeSet.Check([RecordTypeReader.Read("vehicle.json", json)]).Problems;
}
