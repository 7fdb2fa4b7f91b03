using Microsoft.Extensions.DependencyInjection;
using Trasa.Crm.Metadata;
using Trasa.Host.Components.Shared;

namespace Trasa.Host.Tests.Resources;

/// <summary>Read a failure as: this record type names a drawing that the screens do not have. Draw it in Icons.cs, or name another.</summary>
public sealed class IconsTests(RunningHost host)
{
    [Fact]
    public void Every_record_type_has_a_drawing()
    {
        var types = host.Services.GetRequiredService<IRecordTypes>().Current.All;

        Assert.Empty(types.Where(type => Icons.Known(type.Icon, "") == "").Select(type => $"{type.Key}: {type.Icon}"));
    }
}
