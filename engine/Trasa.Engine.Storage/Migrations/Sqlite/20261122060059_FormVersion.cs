using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Trasa.Engine.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FormVersion : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "form_version",
                table: "work_item",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "form_version",
                table: "work_item");
        }
    }
}
