using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Trasa.Engine.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MessageSource : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "instance_id",
                table: "quarantine",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "message_id",
                table: "quarantine",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "message_source",
                columns: table => new
                {
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_message_source", x => x.message_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_quarantine_instance",
                table: "quarantine",
                column: "instance_id",
                filter: "instance_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_quarantine_message",
                table: "quarantine",
                column: "message_id",
                unique: true,
                filter: "message_id is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "message_source");

            migrationBuilder.DropIndex(
                name: "ix_quarantine_instance",
                table: "quarantine");

            migrationBuilder.DropIndex(
                name: "ix_quarantine_message",
                table: "quarantine");

            migrationBuilder.DropColumn(
                name: "instance_id",
                table: "quarantine");

            migrationBuilder.DropColumn(
                name: "message_id",
                table: "quarantine");
        }
    }
}
