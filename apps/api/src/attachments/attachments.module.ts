import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { Settings } from '../platform/env.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { AttachmentFiles } from './attachment-files.js';
import { AttachmentHousekeeping } from './attachment-housekeeping.js';
import { AttachmentLinks } from './attachment-links.js';
import { AttachmentMetrics } from './attachment-metrics.js';
import { AttachmentsController } from './attachments.controller.js';
import { AttachmentsService } from './attachments.service.js';
import { Images } from './images.js';
import { Spool } from './spool.js';
import { DiskStore } from './store/disk-store.js';
import { FileStore } from './store/file-store.js';
import { S3Store } from './store/s3-store.js';
import { UploadRate } from './upload-rate.js';

const folderOf = ({ dataFolder }: Settings) => join(dataFolder, 'attachments');

@Module({
  imports: [RoomsModule],
  controllers: [AttachmentsController],
  providers: [
    AttachmentFiles,
    AttachmentHousekeeping,
    AttachmentLinks,
    AttachmentMetrics,
    AttachmentsService,
    Images,
    UploadRate,
    {
      provide: FileStore,
      inject: [Settings],
      useFactory: (settings: Settings): FileStore | Promise<FileStore> =>
        settings.s3 === undefined
          ? new DiskStore(join(folderOf(settings), 'files'))
          : S3Store.connect(settings.s3),
    },
    {
      provide: Spool,
      inject: [Settings],
      // Where files stay elsewhere, the data folder may not even be there.
      useFactory: (settings: Settings) =>
        new Spool(
          settings.s3 === undefined
            ? join(folderOf(settings), 'incoming')
            : join(tmpdir(), 'carillon-incoming'),
        ),
    },
  ],
  exports: [AttachmentLinks],
})
export class AttachmentsModule {}
