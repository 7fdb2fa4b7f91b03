namespace Trasa.Decisions.Graph;

/// <summary>Decisions that need their own result. A file can chain as many as it likes, so nothing here calls itself.</summary>
internal static class RequirementCycles
{
    /// <summary>Each cycle from one decision back to the same one.</summary>
    public static IEnumerable<IReadOnlyList<DecisionNode>> In(IReadOnlyList<DecisionNode> decisions)
    {
        var seen = new HashSet<DecisionNode>();
        var open = new HashSet<DecisionNode>();
        foreach (var start in decisions)
        {
            if (!seen.Add(start)) continue;
            var path = new List<(DecisionNode Node, int Next)> { (start, 0) };
            open.Add(start);
            while (path.Count > 0)
            {
                var (node, next) = path[^1];
                if (next == node.Requirements.Count)
                {
                    path.RemoveAt(path.Count - 1);
                    open.Remove(node);
                    continue;
                }

                path[^1] = (node, next + 1);
                if (node.Requirements[next].Element is not DecisionNode required) continue;
                if (open.Contains(required)) yield return [.. path.SkipWhile(step => step.Node != required).Select(step => step.Node), required];
                else if (seen.Add(required))
                {
                    open.Add(required);
                    path.Add((required, 0));
                }
            }
        }
    }
}
