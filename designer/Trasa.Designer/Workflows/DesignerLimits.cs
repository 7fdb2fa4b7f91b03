namespace Trasa.Designer.Workflows;

/// <summary>What the script and the host agree on.</summary>
public static class DesignerLimits
{
    /// <summary>Bytes of one message from the page. A larger one ends the circuit, so that the script refuses to send it.</summary>
    public const int LargestMessage = 4 * 1024 * 1024;
}
