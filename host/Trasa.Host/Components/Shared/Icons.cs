namespace Trasa.Host.Components.Shared;

/// <summary>The drawings of <see cref="Icon"/>.</summary>
internal static class Icons
{
    private static readonly Dictionary<string, string> Shapes = new()
    {
        ["home"] = "<path d='M4 11 12 4l8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z'/>",
        ["inbox"] = "<path d='M4 13 6.5 5h11L20 13v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1z'/><path d='M4 13h5a3 3 0 0 0 6 0h5'/>",
        ["case"] = "<path d='M5 5h14v14H5z'/><path d='M9 9h6M9 12h6M9 15h3'/>",
        ["company"] = "<path d='M5 20V5h9v15M14 10h5v10M3 20h18'/><path d='M8 9h3M8 12h3M8 15h3'/>",
        ["contact"] = "<circle cx='12' cy='8' r='3.5'/><path d='M5 20c.6-4 3.4-6 7-6s6.400 2 7 6'/>",
        ["records"] = "<path d='M4 6h16M4 12h16M4 18h16'/><path d='M9 4v16'/>",
        ["workflow"] = "<rect x='3' y='4' width='6' height='5' rx='1'/><rect x='15' y='4' width='6' height='5' rx='1'/><rect x='9' y='15' width='6' height='5' rx='1'/><path d='M6 9v3h12V9M12 12v3'/>",
        ["decision"] = "<path d='M4 5h16v14H4zM4 10h16M10 5v14'/><path d='m13 14.500 1.500 1.500 3-3'/>",
        ["quarantine"] = "<path d='M12 3 4 6v6c0 4.500 3.300 7.700 8 9 4.700-1.300 8-4.500 8-9V6z'/><path d='M12 8v5M12 16v.01'/>",
        ["settings"] = "<circle cx='12' cy='12' r='3'/><path d='M12 3v3M12 18v3M3 12h3M18 12h3M5.600 5.600l2.100 2.100M16.300 16.300l2.100 2.100M18.400 5.600l-2.100 2.100M7.700 16.300l-2.100 2.100'/>",
        ["search"] = "<circle cx='11' cy='11' r='6'/><path d='m20 20-4.500-4.500'/>",
        ["help"] = "<circle cx='12' cy='12' r='9'/><path d='M9.500 9.500a2.500 2.500 0 1 1 3.600 2.200c-.8.4-1.100.9-1.100 1.800M12 16.800v.01'/>",
        ["sun"] = "<circle cx='12' cy='12' r='4'/><path d='M12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600 7 7M17 17l1.400 1.400M18.400 5.600 17 7M7 17l-1.400 1.400'/>",
        ["moon"] = "<path d='M19 14.500A7.500 7.500 0 0 1 9.500 5a7.500 7.500 0 1 0 9.500 9.500z'/>",
        ["system"] = "<rect x='4' y='5' width='16' height='11' rx='1'/><path d='M9 20h6M12 16v4'/>",
        ["menu"] = "<path d='M4 7h16M4 12h16M4 17h16'/>",
        ["close"] = "<path d='m6 6 12 12M18 6 6 18'/>",
        ["chevron"] = "<path d='m9 6 6 6-6 6'/>",
        ["down"] = "<path d='m6 9 6 6 6-6'/>",
        ["back"] = "<path d='M19 12H5M11 6l-6 6 6 6'/>",
        ["clock"] = "<circle cx='12' cy='12' r='8.500'/><path d='M12 7v5l3 2'/>",
        ["pause"] = "<path d='M9 6v12M15 6v12'/>",
        ["check"] = "<path d='m5 12.500 4.500 4.500L19 7'/>",
        ["alert"] = "<path d='M12 4 3 19h18z'/><path d='M12 10v4M12 16.500v.01'/>",
        ["mail"] = "<rect x='4' y='6' width='16' height='12' rx='1'/><path d='m4 8 8 6 8-6'/>",
        ["note"] = "<path d='M5 4h14v11l-5 5H5z'/><path d='M19 15h-5v5M8 9h8M8 12h5'/>",
        ["person"] = "<circle cx='12' cy='8' r='3.500'/><path d='M5 20c.6-4 3.400-6 7-6s6.400 2 7 6'/>",
        ["people"] = "<circle cx='9' cy='8.500' r='3'/><path d='M3 19c.5-3.500 2.900-5 6-5s5.500 1.500 6 5M15.500 5.800a3 3 0 0 1 0 5.400M17.500 14.500c2 .6 3.200 2 3.500 4.500'/>",
        ["calendar"] = "<rect x='4' y='5.500' width='16' height='14.500' rx='1'/><path d='M4 10h16M8 3.500v4M16 3.500v4'/>",
        ["bolt"] = "<path d='M13 3 5 14h6l-1 7 8-11h-6z'/>",
        ["download"] = "<path d='M12 4v11M7 11l5 5 5-5M5 20h14'/>",
        ["plus"] = "<path d='M12 5v14M5 12h14'/>",
        ["refresh"] = "<path d='M19 8a8 8 0 1 0 1 5M20 4v5h-5'/>",
        ["play"] = "<path d='M8 5v14l11-7z'/>",
        ["phone"] = "<path d='M6 4h3l2 5-2 1.500a11 11 0 0 0 4.500 4.500L15 13l5 2v3a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2z'/>",
        ["link"] = "<path d='M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1'/>",
        ["flag"] = "<path d='M6 21V4h12l-3 4 3 4H6'/>",
        ["star"] = "<path d='m12 4 2.500 5 5.500.800-4 3.900.900 5.500-4.900-2.600-4.900 2.600.9-5.500-4-3.900L9.500 9z'/>",
        ["out"] = "<path d='M14 4h5v16h-5M4 12h11M11 8l4 4-4 4'/>",
        ["megaphone"] = "<path d='M4 10v4h3l9 4.500V5.500L7 10z'/><path d='M7 14v4.500a1.500 1.500 0 0 0 3 0V15.500M19 9.500a3.500 3.500 0 0 1 0 5'/>",
        ["funnel"] = "<path d='M4 5h16l-6 7.500V19l-4-2v-4.500z'/>",
        ["filter"] = "<path d='M4 6h16M7 12h10M10 18h4'/>",
        ["trend"] = "<path d='m4 16 5.500-5.500 4 4L20 8M15 8h5v5'/>",
        ["gavel"] = "<path d='m10 4 6 6-3 3-6-6zM11.500 11.500 5 18M4 20h9'/><path d='m9 3-4 4M17 11l-4 4'/>",
        ["suitcase"] = "<rect x='4' y='8' width='16' height='11' rx='1'/><path d='M9 8V5h6v3M8 8v11M16 8v11'/>",
        ["tag"] = "<path d='M4 5h8l8 8-7 7-9-9z'/><circle cx='8' cy='9' r='1.200'/>",
        ["contract"] = "<path d='M6 3h9l4 4v14H6z'/><path d='M15 3v4h4M9 11h7M9 14h7M9 17h4'/>",
        ["box"] = "<path d='m4 8 8-4 8 4v8l-8 4-8-4z'/><path d='m4 8 8 4 8-4M12 12v8'/>",
        ["tree"] = "<rect x='9' y='4' width='6' height='4' rx='1'/><rect x='4' y='16' width='6' height='4' rx='1'/><rect x='14' y='16' width='6' height='4' rx='1'/><path d='M12 8v4M7 16v-4h10v4'/>",
        ["clip"] = "<path d='M18 11l-6.500 6.500a4 4 0 0 1-5.700-5.700L12.500 5a2.700 2.700 0 0 1 3.800 3.800l-6.500 6.500a1.300 1.300 0 0 1-1.900-1.900L14 7.500'/>",
        ["bell"] = "<path d='M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 20.500h4'/>",
        ["bookmark"] = "<path d='M7 4h10v16l-5-4-5 4z'/>",
        ["swap"] = "<path d='M4 9h14M14 5l4 4-4 4M20 16H6M10 12l-4 4 4 4'/>",
        ["route"] = "<circle cx='6' cy='18' r='2'/><circle cx='18' cy='6' r='2'/><path d='M8 18h6a3 3 0 0 0 0-6h-4a3 3 0 0 1 0-6h6'/>",
        ["badge"] = "<rect x='5' y='6' width='14' height='14' rx='1'/><path d='M10 6V3h4v3M8.500 17c.4-2 1.800-3 3.500-3s3.100 1 3.500 3'/><circle cx='12' cy='11' r='1.800'/>",
        ["dot"] = "<circle cx='12' cy='12' r='3.500'/>",
        ["key"] = "<circle cx='8' cy='15' r='4'/><path d='m11 12 8-8M16 7l3 3'/>",
        ["edit"] = "<path d='M4 20h4L19 9l-4-4L4 16z'/>",
        ["why"] = "<path d='M12 3a7 7 0 0 0-4 12.700V18h8v-2.300A7 7 0 0 0 12 3zM9.500 21h5'/>",
    };

    /// <summary>A dot for a name that has no drawing: a missing icon must not break a page.</summary>
    public static string Shape(string name) => Shapes.GetValueOrDefault(name, Shapes["dot"]);

    /// <summary>The name if there is a drawing for it, else the other.</summary>
    public static string Known(string name, string otherwise) => Shapes.ContainsKey(name) ? name : otherwise;
}
