using Trasa.Engine.Calendars.Files;
using Trasa.Engine.Calendars.Holidays;
using Trasa.Engine.Definitions;

namespace Trasa.Engine.Calendars.Published;

/// <summary>Calendars in files: <c>calendars/KEY.json</c>.</summary>
public sealed class CalendarFormat : IDefinitionFormat
{
    public DefinitionKind Kind => DefinitionKind.Calendar;

    public string Folder => "calendars";

    public bool Reads(string fileName) => Path.GetExtension(fileName) == ".json";

    public DefinitionReading Read(string fileName, string content)
    {
        CalendarFile.TryRead(content, fileName, HolidaySets.BuiltIn, out var calendar, out var problems);
        return new(
            calendar is null ? null : new(Kind, calendar.Key, calendar.Name, content),
            [.. problems.Select(problem => new FileProblem(fileName, problem.Line ?? 0, problem.Code, $"{problem.Path}: {problem.Text}"))]);
    }
}
