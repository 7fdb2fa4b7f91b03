using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Trasa.Engine.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EventDepth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "depth",
                table: "stimulus",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "depth",
                table: "stimulus");
        }
    }
}
