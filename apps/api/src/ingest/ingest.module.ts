import { Module } from '@nestjs/common';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { RateGate } from './gates/rate.js';
import { RefusalGuard } from './gates/refusals.js';
import { IngestHousekeeping } from './housekeeping.js';
import { IngestMetrics } from './ingest-metrics.js';
import { IngestController } from './ingest.controller.js';
import { Ingest } from './ingest.js';
import { ManualPostsController } from './manual-posts.controller.js';
import { ManualPostsService } from './manual-posts.service.js';
import { PostReceipts } from './post-receipts.js';
import { PostRecorder } from './post-recorder.js';
import { Posting } from './posting.js';
import { WebhookLookup } from './webhook-lookup.js';

@Module({
  imports: [DeliveriesModule, MessagesModule, RoomsModule],
  controllers: [ManualPostsController],
  providers: [
    Ingest,
    IngestController,
    IngestHousekeeping,
    IngestMetrics,
    ManualPostsService,
    PostReceipts,
    PostRecorder,
    Posting,
    RateGate,
    RefusalGuard,
    WebhookLookup,
  ],
})
export class IngestModule {}
