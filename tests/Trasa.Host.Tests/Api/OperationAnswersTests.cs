namespace Trasa.Host.Tests.Api;

/// <summary>What the OpenAPI document says that operations answer, against what they do; the rest of it is in <see cref="HostileRequestTests"/>.</summary>
public sealed class OperationAnswersTests(RunningHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stranger_is_answered_as_the_document_says()
    {
        using var nobody = host.Browser();
        List<string> surprises = [];

        foreach (var operation in await DescribedOperation.AllAsync(nobody, Stop))
        {
            using var request = new HttpRequestMessage(operation.Method, operation.Address);
            using var answer = await nobody.SendAsync(request, Stop);
            if (!operation.Lists(answer.StatusCode) || answer.IsSuccessStatusCode) surprises.Add($"{operation}: {(int)answer.StatusCode}");
        }

        Assert.Empty(surprises);
    }

    [Theory]
    [InlineData("GET", "/api/me", "200 401 403")]
    [InlineData("POST", "/api/tokens", "200 400 401 403 413 415 429")]
    [InlineData("POST", "/api/records/{type}", "201 400 401 403 404 409 413 415 422")]
    [InlineData("DELETE", "/api/records/{type}/{id}", "204 401 403 404 409 422")]
    [InlineData("POST", "/api/cases/{id}/reply", "200 400 401 403 404 409 413 415 422")]
    [InlineData("PUT", "/api/workflows/{key}/draft", "200 400 401 403 409 413")]
    [InlineData("POST", "/api/workflows/{key}/requests", "201 400 401 403 404 409 413 415")]
    [InlineData("POST", "/api/events/{name}", "202 400 401 403 413 415")]
    public async Task Operation_lists_what_it_answers(string method, string path, string statuses)
    {
        using var nobody = host.Browser();

        var operation = Assert.Single(await DescribedOperation.AllAsync(nobody, Stop), one => one.Method.Method == method && one.Path == path);

        Assert.Equal(statuses.Split(' '), operation.Responses.Select(response => response.Key).Order());
    }

    [Fact]
    public async Task Refusals_are_problem_details_everywhere()
    {
        using var nobody = host.Browser();

        var operations = await DescribedOperation.AllAsync(nobody, Stop);

        Assert.All(
            operations.SelectMany(operation => operation.Responses.Where(response => response.Key[0] == '4')),
            response => Assert.EndsWith("ProblemDetails", response.Value!["content"]!["application/problem+json"]!["schema"]!["$ref"]!.GetValue<string>(), StringComparison.Ordinal));
    }
}
