namespace Trasa.Designer.Tables;

/// <summary>What stands behind the grid: it checks and saves what was typed.</summary>
public interface ITableDesk
{
    /// <summary>The table as it is now: checked, and saved as a draft.</summary>
    Task<GridSaved> ChangedAsync(GridSheet sheet);

    /// <summary>As <see cref="ChangedAsync"/>, with nothing but what differs from the table that was sent last.</summary>
    /// <exception cref="ArgumentException">It is not about that table; send the whole one.</exception>
    Task<GridSaved> EditedAsync(GridEdit edit);

    /// <summary>What is wrong with a text in a column.</summary>
    IReadOnlyList<GridNote> Check(int column, string text);
}
